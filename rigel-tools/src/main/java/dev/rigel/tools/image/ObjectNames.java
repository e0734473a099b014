package dev.rigel.tools.image;

import dev.rigel.tools.text.EditDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns the words of a request into the labels that a detector knows: plurals, other words for the
 * same thing, and words for several kinds at once.
 */
public final class ObjectNames {
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("people", "person"),
          Map.entry("men", "man"),
          Map.entry("women", "woman"),
          Map.entry("children", "child"),
          Map.entry("mice", "mouse"),
          Map.entry("knives", "knife"),
          Map.entry("geese", "goose"),
          Map.entry("buses", "bus"),
          Map.entry("teeth", "tooth"));

  /** Other words on the left, labels of the COCO data set on the right. */
  private static final String OTHER_WORDS =
      """
      man woman child kid boy girl human pedestrian passenger adult player worker crowd: person
      vehicle: car, bus, truck, motorcycle
      bike cycle: bicycle
      motorbike scooter moped: motorcycle
      plane aeroplane aircraft jet: airplane
      lorry pickup: truck
      taxi cab automobile suv sedan: car
      van minivan: car, truck
      ship vessel sailboat kayak canoe: boat
      tram locomotive: train
      stoplight traffic_signal semaphore: traffic light
      hydrant: fire hydrant
      animal: bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe
      pet: dog, cat
      puppy: dog
      kitten: cat
      pony foal: horse
      lamb: sheep
      bull calf cattle: cow
      bag: handbag, backpack, suitcase
      purse: handbag
      rucksack: backpack
      luggage baggage trolley_case: suitcase
      necktie: tie
      ball football soccer_ball basketball tennis_ball: sports ball
      ski: skis
      racket racquet: tennis racket
      glass wineglass: wine glass
      mug teacup: cup
      dish: bowl
      cutlery: fork, knife, spoon
      fruit: banana, apple, orange
      food: banana, apple, sandwich, orange, broccoli, carrot, hot dog, pizza, donut, cake
      doughnut: donut
      hotdog: hot dog
      seat stool armchair: chair
      sofa settee: couch
      plant houseplant flowerpot: potted plant
      table desk: dining table
      furniture: chair, couch, bed, dining table
      television monitor screen tvmonitor: tv
      computer notebook: laptop
      computer_mouse: mouse
      phone cellphone smartphone mobile_phone mobile telephone: cell phone
      fridge: refrigerator
      stove cooker: oven
      electronics: tv, laptop, mouse, remote, keyboard, cell phone
      remote_control: remote
      hair_dryer hairdryer: hair drier
      teddy plush_toy: teddy bear
      umbrellas parasol: umbrella
      """;

  /** Less is another word by chance. */
  private static final double LIKE = 0.55;

  private final Set<String> known;
  private final Map<String, List<String>> otherWords = new HashMap<>();

  public ObjectNames(Set<String> known) {
    this.known = known;
    for (String line : OTHER_WORDS.lines().toList()) {
      String[] sides = line.split(": ");
      List<String> labels = List.of(sides[1].split(", "));
      for (String word : sides[0].split(" ")) {
        otherWords.put(word.replace('_', ' '), labels);
      }
    }
  }

  /**
   * The known labels that the word stands for; empty when the detector does not know it. A detector
   * without a list of its own takes any word as it is.
   */
  public Set<String> labels(String word) {
    String plain = plain(word);
    if (known.isEmpty()) {
      return Set.of(plain);
    }
    for (String form : forms(plain)) {
      if (known.contains(form)) {
        return Set.of(form);
      }
    }
    for (String form : forms(plain)) {
      Set<String> labels = new LinkedHashSet<>(otherWords.getOrDefault(form, List.of()));
      labels.retainAll(known);
      if (!labels.isEmpty()) {
        return labels;
      }
    }
    return Set.of();
  }

  /** Known labels that share a part with the word or are written like it, at most five. */
  List<String> nearest(String word) {
    String plain = plain(word);
    return known.stream()
        .filter(label -> likeness(plain, label) >= LIKE)
        .sorted(
            Comparator.comparingDouble((String label) -> -likeness(plain, label))
                .thenComparing(Comparator.naturalOrder()))
        .limit(5)
        .toList();
  }

  static String plain(String word) {
    return word.strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[_\\s]+", " ")
        .replaceAll("^(a|an|the|all|any|every) ", "");
  }

  /** The word itself and what it may be the plural of. */
  static List<String> forms(String word) {
    List<String> forms = new ArrayList<>(List.of(word));
    int last = word.lastIndexOf(' ') + 1;
    String head = word.substring(0, last);
    String noun = word.substring(last);
    if (IRREGULAR.containsKey(noun)) {
      forms.add(head + IRREGULAR.get(noun));
    }
    if (noun.endsWith("ies") && noun.length() > 4) {
      forms.add(head + noun.substring(0, noun.length() - 3) + "y");
    }
    if (noun.endsWith("ves")) {
      forms.add(head + noun.substring(0, noun.length() - 3) + "f");
    }
    if (noun.endsWith("es")) {
      forms.add(head + noun.substring(0, noun.length() - 2));
    }
    if (noun.endsWith("s")) {
      forms.add(head + noun.substring(0, noun.length() - 1));
    }
    return forms;
  }

  /** 0 to 1; words that share a part come before those that share only letters. */
  private static double likeness(String word, String label) {
    for (String part : word.split(" ")) {
      if (part.length() > 2 && (" " + label + " ").contains(" " + part + " ")) {
        return 1;
      }
    }
    return EditDistance.similarity(word, label);
  }
}
