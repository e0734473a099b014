/** What every room of Rigel shares. */
@NullMarked
package dev.rigel.base;

import org.jspecify.annotations.NullMarked;
