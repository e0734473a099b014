package dev.rigel.perception.text;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Tensor;
import java.util.List;

/**
 * A recognition network with the characters that it knows.
 *
 * <p>Input {@code x} [1, 3, 48, width], blue, green, red, -1 to 1; output [1, steps, classes],
 * probabilities. Class 0 is the blank, then come the lines of the file's metadata {@code
 * character}, then the space.
 */
record Alphabet(Network network, CtcDecoder decoder) {
  /** Reads the characters from the network's file; costs milliseconds. */
  static Alphabet of(Network network) {
    String characters =
        network
            .metadata("character")
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.MODEL_FAILED,
                    "The text recognition network does not say which characters it knows."));
    return new Alphabet(network, new CtcDecoder(List.of(characters.split("\r?\n"))));
  }

  /** What a line says, word by word, and how many steps that took. */
  record Steps(List<DecodedWord> words, int count) {}

  Steps read(Tensor line, CallScope scope) {
    Tensor output = network.run(line, scope).getFirst();
    if (output.length(2) != decoder.classes()) {
      throw new RigelException(
          ErrorCode.MODEL_FAILED,
          "The text recognition network has "
              + output.length(2)
              + " classes but names "
              + decoder.classes()
              + " characters.");
    }
    int steps = output.length(1);
    return new Steps(decoder.decode(output.array(), steps), steps);
  }
}
