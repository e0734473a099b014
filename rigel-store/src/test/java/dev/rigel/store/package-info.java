@NullMarked
package dev.rigel.store;

import org.jspecify.annotations.NullMarked;
