package dev.rigel.language.embedded.child;

import java.nio.file.Path;

/**
 * How the engine is set up.
 *
 * @param libraries the folder of llama.cpp's shared libraries
 * @param model the GGUF file
 * @param contextLength tokens of prompt and answer together
 * @param threads processor threads at most; single tokens leave one core to others that want it
 * @param stateFolder where the states of fixed prefixes are kept
 * @param keptStates how many of them are kept
 */
record EngineSettings(
    Path libraries, Path model, int contextLength, int threads, Path stateFolder, int keptStates) {}
