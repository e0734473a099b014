/** Sessions, artifacts and blobs on disk. */
@NullMarked
package dev.rigel.store;

import org.jspecify.annotations.NullMarked;
