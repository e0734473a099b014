package dev.rigel.store;

/** How a text is written into a column, so that every character comes back. */
interface TextCode {
  /** For engines whose texts may hold any character. */
  TextCode PLAIN =
      new TextCode() {
        @Override
        public String encoded(String text) {
          return text;
        }

        @Override
        public String decoded(String column) {
          return column;
        }
      };

  String encoded(String text);

  /** Takes back what {@link #encoded} did; never null. */
  String decoded(String column);
}
