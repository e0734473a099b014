package dev.rigel.tools.pile;

import java.util.List;

/**
 * One way to tell where a document begins. The weights of all rules were set on the development
 * half of {@code benchmarks/documents/piles.sh}.
 */
interface BoundaryRule {
  List<Sign> signs(Joint joint);
}
