/** The contracts of the stores, held against an object store. */
@NullMarked
package dev.rigel.store;

import org.jspecify.annotations.NullMarked;
