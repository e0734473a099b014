@NullMarked
package dev.rigel.server;

import org.jspecify.annotations.NullMarked;
