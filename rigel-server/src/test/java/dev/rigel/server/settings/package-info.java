@NullMarked
package dev.rigel.server.settings;

import org.jspecify.annotations.NullMarked;
