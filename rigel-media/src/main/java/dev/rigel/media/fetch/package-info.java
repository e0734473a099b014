/** Fetching media from addresses that others choose. */
@NullMarked
package dev.rigel.media.fetch;

import org.jspecify.annotations.NullMarked;
