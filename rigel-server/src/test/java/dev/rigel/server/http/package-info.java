@NullMarked
package dev.rigel.server.http;

import org.jspecify.annotations.NullMarked;
