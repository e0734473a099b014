package dev.rigel.agent.turn;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.program.Type;
import java.util.Locale;

/** The kinds of media a program can be given, with the names its inputs get. */
public enum InputKind {
  IMAGE("img", "Image", "picture"),
  DOCUMENT("doc", "Document", "document");

  private final String prefix;
  private final String typeName;
  private final String noun;

  InputKind(String prefix, String typeName, String noun) {
    this.prefix = prefix;
    this.typeName = typeName;
    this.noun = noun;
  }

  public static InputKind of(Media media) {
    return switch (media) {
      case Image _ -> IMAGE;
      case Document _ -> DOCUMENT;
    };
  }

  /** From {@code image} or {@code document}, as recipes write it. */
  public static InputKind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The name of the n-th input of this kind, counted from 1: {@code img1}. */
  public String variable(int number) {
    return prefix + number;
  }

  public Type type() {
    return new Type.ObjectOf(typeName);
  }

  public String typeName() {
    return typeName;
  }

  /** What people call one. */
  public String noun() {
    return noun;
  }
}
