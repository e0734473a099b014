/**
 * The endpoints for what a server keeps: files, artifacts, sessions, programs, keys and the like.
 */
@NullMarked
package dev.rigel.server.resource;

import org.jspecify.annotations.NullMarked;
