package dev.rigel.tools;

import static dev.rigel.tools.VisualTypes.DOCUMENT;
import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.IMAGES;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;

/** The declaration of the function that ends a program and carries its results. */
public final class Answer {
  private Answer() {}

  public static ToolSignature signature() {
    return Declaration.of(Toolset.CORE, "answer", "Ends the program and gives its results.")
        .takesOptional("text", Type.STR, "\"\"", "what is said")
        .takes(result("image", IMAGE, "a picture that was made"))
        .takes(result("images", IMAGES, "several pictures"))
        .takes(result("document", DOCUMENT, "a document that was made"))
        .takes(result("documents", Type.list(DOCUMENT), "several documents that were made"))
        .takes(result("boxes", REGIONS, "the places that prove the answer"))
        .takes(result("data", Type.ANY, "values, in the shape that was asked for"))
        .hint("all but one optional")
        .signature();
  }

  private static Parameter result(String name, Type type, String meaning) {
    Type optional = type == Type.ANY ? Type.ANY : Type.optional(type);
    return Parameter.optional(name, optional, "None", meaning).byKeyword();
  }
}
