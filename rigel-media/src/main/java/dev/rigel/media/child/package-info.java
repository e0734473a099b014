/** Programs of others, run in limited processes. */
@NullMarked
package dev.rigel.media.child;

import org.jspecify.annotations.NullMarked;
