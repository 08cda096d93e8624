package org.nexusauth.contract.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.contract.house.Modules.core;
import static org.nexusauth.contract.house.Modules.module;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.TreeSet;

/** Which modules and packages may depend on which. */
@AnalyzeClasses(packages = "org.nexusauth", importOptions = Modules.PublishedClasses.class)
final class ArchitectureTest {

  @ArchTest
  static void modules_areAllSeen(JavaClasses classes) {
    Set<String> seen = new TreeSet<>();
    classes.forEach(type -> seen.add(Modules.of(type)));

    assertThat(seen).containsExactlyInAnyOrderElementsOf(Modules.ARROWS.keySet());
  }

  @ArchTest
  static void modules_dependOnTheirArrowsAlone(JavaClasses classes) {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : classes) {
      String module = Modules.of(type);
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(Modules::isOurs)
          .filter(target -> !Modules.mayDependOn(module, Modules.of(target)))
          .forEach(target -> wrong.add(type.getName() + " -> " + target.getName()));
    }

    assertThat(wrong).isEmpty();
  }

  /** Each package is a slice of its own, root packages included. */
  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule core_knowsNoJakartaApi =
      noClasses()
          .that(core())
          .should()
          .dependOnClassesThat(resideInAPackage("jakarta.."))
          .orShould()
          .dependOnClassesThat(resideInAPackage("javax.servlet.."));

  @ArchTest
  static final ArchRule jose4j_isKnownToVerifyingAndIssuingAlone =
      noClasses()
          .that(not(module("verify")))
          .and(not(module("jwk")))
          .and(not(module("keys")))
          .should()
          .dependOnClassesThat(resideInAPackage("org.jose4j.."));

  @ArchTest
  static final ArchRule jwtConsumer_isNotUsed =
      noClasses().should().dependOnClassesThat(resideInAPackage("org.jose4j.jwt.consumer.."));

  @ArchTest
  static final ArchRule filter_knowsNoJaxRs =
      noClasses()
          .that(module("filter"))
          .should()
          .dependOnClassesThat(resideInAPackage("jakarta.ws.rs.."));

  private static final class PackageSlices implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
