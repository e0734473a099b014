package dev.rigel.perception.forms;

/**
 * A drawn square or circle to tick, on the level page.
 *
 * @param round a circle, of which one of several is chosen
 * @param confidence in the state, 0 to 1
 */
record Tick(Area area, boolean round, boolean checked, double confidence) {}
