package dev.rigel.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Holds the table of docs/architecture.md: which room may know which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          Map.entry("base", Set.of()),
          Map.entry("protocol", Set.of("base")),
          Map.entry("media", Set.of("base")),
          Map.entry("weights", Set.of("base")),
          Map.entry("program", Set.of("base")),
          Map.entry("perception", Set.of("base", "media", "weights")),
          Map.entry("language", Set.of("base", "weights", "protocol")),
          Map.entry("tools", Set.of("base", "program", "media", "perception", "language")),
          Map.entry("agent", Set.of("base", "protocol", "program", "media", "language", "tools")),
          Map.entry("store", Set.of("base", "agent")),
          Map.entry("s3", Set.of("base", "agent", "store")),
          Map.entry("server", Set.of("base", "protocol", "agent", "store")));

  private JavaClasses classes = new ClassFileImporter().importClasses(List.of());

  @BeforeAll
  void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.rigel");
  }

  @TestFactory
  Stream<DynamicTest> aRoomKnowsOnlyTheRoomsBelowIt() {
    return KNOWS.entrySet().stream()
        .map(room ->
            DynamicTest.dynamicTest(
                room.getKey(),
                () ->
                    noClasses()
                        .that(in(room.getKey()))
                        .should()
                        .dependOnClassesThat(inAnyBut(room.getKey(), room.getValue()))
                        .check(classes)));
  }

  @Test
  void noPackagesOfARoomDependOnEachOtherInACircle() {
    for (String room :
        List.of("protocol", "weights", "perception", "language", "store", "server")) {
      SlicesRuleDefinition.slices()
          .matching("dev.rigel." + room + ".(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  /** The composition root alone may know every adapter. */
  private static DescribedPredicate<JavaClass> in(String room) {
    return DescribedPredicate.describe(
        "are in room " + room,
        c -> room.equals(roomOf(c)) && !c.getPackageName().equals("dev.rigel.server"));
  }

  private static DescribedPredicate<JavaClass> inAnyBut(String room, Set<String> known) {
    return DescribedPredicate.describe(
        "are in a room that " + room + " does not know",
        c -> {
          String other = roomOf(c);
          return !other.isEmpty() && !other.equals(room) && !known.contains(other);
        });
  }

  private static String roomOf(JavaClass c) {
    String[] parts = c.getPackageName().split("\\.", -1);
    return parts.length > 2 && parts[0].equals("dev") && parts[1].equals("rigel") ? parts[2] : "";
  }
}
