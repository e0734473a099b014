/** What can be configured, from where it comes, and whether it is right. */
@NullMarked
package dev.rigel.server.settings;

import org.jspecify.annotations.NullMarked;
