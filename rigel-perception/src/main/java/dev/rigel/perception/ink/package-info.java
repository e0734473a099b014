/**
 * What on a page is ink, and how far its lines run from level: for forms, scans and photos alike.
 */
@NullMarked
package dev.rigel.perception.ink;

import org.jspecify.annotations.NullMarked;
