/** ONNX networks and the native libraries they run on. */
@NullMarked
package dev.rigel.perception.network;

import org.jspecify.annotations.NullMarked;
