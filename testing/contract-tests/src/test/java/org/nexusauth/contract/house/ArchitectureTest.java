package org.nexusauth.contract.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.nexusauth.contract.house.Modules.core;
import static org.nexusauth.contract.house.Modules.module;
import static org.nexusauth.contract.house.Modules.ourOthersThan;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.nexusauth", importOptions = Modules.Theirs.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule core_knowsNobody =
      noClasses().that(core()).should().dependOnClassesThat(ourOthersThan(core(), core()));

  @ArchTest static final ArchRule filter_knowsTheCoreAlone = knowsBesidesCore("filter", core());

  @ArchTest static final ArchRule jaxrs_knowsTheCoreAlone = knowsBesidesCore("jaxrs", core());

  @ArchTest static final ArchRule keys_knowsTheCoreAlone = knowsBesidesCore("keys", core());

  @ArchTest static final ArchRule jdbc_knowsTheCoreAlone = knowsBesidesCore("jdbc", core());

  @ArchTest static final ArchRule redis_knowsTheCoreAlone = knowsBesidesCore("redis", core());

  @ArchTest
  static final ArchRule cli_knowsKeysStoresAndCore =
      knowsBesidesCore(
          "cli", module("keys").or(module("jdbc")).or(module("redis")).as("of keys or the stores"));

  @ArchTest
  static final ArchRule testkit_knowsKeysAndCore = knowsBesidesCore("testkit", module("keys"));

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
          .and(not(module("keys")))
          .should()
          .dependOnClassesThat(resideInAPackage("org.jose4j.."));

  @ArchTest
  static final ArchRule jwtConsumer_isOnNobodysWay =
      noClasses().should().dependOnClassesThat(resideInAPackage("org.jose4j.jwt.consumer.."));

  @ArchTest
  static final ArchRule filter_knowsNoJaxRs =
      noClasses()
          .that(module("filter"))
          .should()
          .dependOnClassesThat(resideInAPackage("jakarta.ws.rs.."))
          .allowEmptyShould(true);

  /**
   * The root package speaks of its parts and they of it; the parts among themselves have an order.
   */
  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("org.nexusauth.(*)..").should().beFreeOfCycles();

  private static ArchRule knowsBesidesCore(String name, DescribedPredicate<JavaClass> known) {
    return noClasses()
        .that(module(name))
        .should()
        .dependOnClassesThat(
            ourOthersThan(module(name), core().or(known).as("of the core or " + known)));
  }
}
