package dev.rigel.program.run;

/** What {@code keys()}, {@code values()} and {@code items()} give: a live window on a dict. */
record DictView(DictValue dict, Kind kind) {
  enum Kind {
    KEYS("dict_keys"),
    VALUES("dict_values"),
    ITEMS("dict_items");

    private final String typeName;

    Kind(String typeName) {
      this.typeName = typeName;
    }

    String typeName() {
      return typeName;
    }
  }
}
