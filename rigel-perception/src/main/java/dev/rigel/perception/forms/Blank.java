package dev.rigel.perception.forms;

import java.util.List;

/**
 * A place of a form to write in, and what names it.
 *
 * @param area where writing belongs, without the lines around it
 * @param label the words that name it
 * @param content what stands in it
 * @param trust in the label, 0 to 1
 */
record Blank(Area area, String label, List<Phrase> content, double trust) {
  Blank {
    content = List.copyOf(content);
  }
}
