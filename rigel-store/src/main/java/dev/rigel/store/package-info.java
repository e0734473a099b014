/** All that lasts: rows, blobs and jobs, behind the ports of the agent. */
@NullMarked
package dev.rigel.store;

import org.jspecify.annotations.NullMarked;
