/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The rooms of docs/architecture.md and what may lead where. No exceptions are kept anywhere else.
 */
class ArchitectureTest {
  private static final String ROOT = "io.deltasharing.flink.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.deltasharing.flink");

  @Test
  void roomsHaveNoCycles() {
    check(slices().matching(ROOT + "(*)..").should().beFreeOfCycles());
  }

  @Test
  void theLowerHalfDoesNotKnowFlink() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                room("plan"),
                room("predicate"),
                room("storage"),
                room("access"),
                room("credentials"),
                room("sharing"),
                room("secret"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink.."));
  }

  @Test
  void doorsBetweenRooms() {
    onlyKnows("secret");
    onlyKnows("sharing", "secret");
    onlyKnows("credentials", "secret");
    onlyKnows("storage", "credentials", "secret");
    onlyKnows("access", "sharing", "credentials", "storage", "secret");
    onlyKnows("predicate");
    onlyKnows("plan", "storage", "credentials", "predicate");
    onlyKnows("types");
    onlyKnows("read", "plan", "storage", "credentials", "types", "predicate");
    onlyKnows("source.split", "plan");
    onlyKnows("source.event", "plan", "credentials", "source.split");
    onlyKnows(
        "source.enumerator",
        "plan",
        "predicate",
        "storage",
        "credentials",
        "source.split",
        "source.event");
    onlyKnows(
        "source.reader",
        "read",
        "plan",
        "predicate",
        "credentials",
        "source.split",
        "source.event");
    onlyKnows(
        "source",
        "access",
        "credentials",
        "plan",
        "predicate",
        "read",
        "secret",
        "sharing",
        "storage",
        "types");
    onlyKnows(
        "table",
        "source",
        "access",
        "credentials",
        "plan",
        "predicate",
        "secret",
        "sharing",
        "storage",
        "types");
  }

  @Test
  void predicatesKnowTheJdkAlone() {
    check(
        noClasses()
            .that()
            .resideInAPackage(room("predicate"))
            .should()
            .dependOnClassesThat(
                not(resideInAnyPackage(room("predicate"), "java..", "org.jspecify.."))));
  }

  @Test
  void kernelIsKnownWhereItIsUsed() {
    check(
        noClasses()
            .that(not(resideInAnyPackage(room("plan"), room("types"), room("read.kernel"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.delta.kernel.."));
    check(
        noClasses()
            .that(not(named("KernelAdapter")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.delta.kernel.internal.."));
  }

  @Test
  void hadoopAndCloudSdksAreKnownToStorageAlone() {
    check(
        noClasses()
            .that(not(resideInAPackage(room("storage"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hadoop..", "software.amazon.."));
  }

  @Test
  void timeAndThreadsAreHandedIn() {
    check(
        noClasses()
            .that(not(resideInAPackage("io.deltasharing.flink.source")))
            .should(callMethod(Instant.class, "now"))
            .orShould(callMethod(LocalDateTime.class, "now"))
            .orShould(callMethod(System.class, "currentTimeMillis"))
            .orShould(callMethod(System.class, "nanoTime"))
            .orShould(callMethod(Thread.class, "sleep", long.class))
            .orShould(callMethod(TimeUnit.class, "sleep", long.class))
            .orShould(callMethod(Executors.class, "newCachedThreadPool"))
            .orShould(callMethod(Executors.class, "newSingleThreadExecutor")));
    check(
        noClasses()
            .that(not(named("TableThreads")))
            .should()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)"));
  }

  @Test
  void failuresHaveAFamily() {
    check(
        noClasses()
            .that()
            .areNotAssignableTo(Throwable.class)
            .should()
            .callConstructor(RuntimeException.class, String.class)
            .orShould()
            .callConstructor(RuntimeException.class, String.class, Throwable.class)
            .orShould()
            .callConstructor(RuntimeException.class, Throwable.class));
  }

  @Test
  void whatIsPublicOfFlinksSideIsMarked() {
    check(
        classes()
            .that()
            .resideInAnyPackage("io.deltasharing.flink.source", "io.deltasharing.flink.table")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .beAnnotatedWith("org.apache.flink.annotation.PublicEvolving")
            .orShould()
            .beAnnotatedWith("org.apache.flink.annotation.Internal"));
  }

  private static void onlyKnows(String from, String... others) {
    String[] allowed = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      allowed[i] = room(others[i]);
    }
    String own = from.equals("source") ? ROOT + "source.." : room(from);
    check(
        noClasses()
            .that()
            .resideInAPackage(from.equals("source") ? ROOT + "source" : room(from))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.deltasharing.flink..")
                    .and(not(resideInAPackage(own)))
                    .and(not(resideInAnyPackage(allowed)))));
  }

  private static DescribedPredicate<JavaClass> named(String simpleName) {
    return DescribedPredicate.describe(
        "named " + simpleName,
        it -> it.getName().replaceAll("[$].*", "").endsWith("." + simpleName));
  }

  private static String room(String name) {
    return ROOT + name + "..";
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }
}
