/** One harness for what must survive the death of the process: see {@code KillRun}. */
@NullMarked
package dev.rigel.server.kill;

import org.jspecify.annotations.NullMarked;
