/** Looking and finding through models that see: what they are shown, and what they say checked. */
@NullMarked
package dev.rigel.tools.seeing;

import org.jspecify.annotations.NullMarked;
