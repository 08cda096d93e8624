package org.nexusauth.contract.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.contract.house.Modules.core;
import static org.nexusauth.contract.house.Modules.module;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.nexusauth.verify.VerifiedApiKey;

/** What no class of ours does, whatever its module. */
@AnalyzeClasses(packages = "org.nexusauth", importOptions = Modules.PublishedClasses.class)
final class HouseRulesTest {

  @ArchTest
  static void packages_areAllNullMarked(JavaClasses classes) {
    List<String> unmarked =
        classes.stream()
            .map(type -> type.getPackage())
            .distinct()
            .filter(found -> !isNullMarked(found))
            .map(JavaPackage::getName)
            .toList();

    assertThat(classes).isNotEmpty();
    assertThat(unmarked).isEmpty();
  }

  @ArchTest
  static final ArchRule logging_goesThroughSystemLoggerAlone =
      noClasses()
          .that(not(assignableTo(DataSource.class))) // A method of it returns a logger of the JDK.
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.util.logging..")
                  .or(resideInAPackage("org.slf4j.."))
                  .or(resideInAPackage("org.apache.commons.logging..")));

  @ArchTest
  static final ArchRule loggers_liveInTheLogClass =
      noClasses()
          .that(not(simpleName("Log")))
          .should()
          .dependOnClassesThat(type(System.Logger.class));

  @ArchTest
  static final ArchRule threadLocals_areNotUsed =
      noClasses().should().dependOnClassesThat(assignableTo(ThreadLocal.class));

  @ArchTest
  static final ArchRule staticFields_areFinal = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule time_comesFromAClock =
      noClasses()
          .that(core().or(module("filter")).or(module("jaxrs")).or(module("keys")))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule verifiedKeys_areMadeByTheVerifierAlone =
      noClasses()
          .that(not(module("verify")))
          .should()
          .callConstructorWhere(
              describe(
                  "it makes a VerifiedApiKey",
                  call -> call.getTargetOwner().isEquivalentTo(VerifiedApiKey.class)));

  @ArchTest
  static final ArchRule filters_writeTheirAnswersThemselves =
      noClasses()
          .should()
          .callMethod(HttpServletResponse.class, "sendError", int.class)
          .orShould()
          .callMethod(HttpServletResponse.class, "sendError", int.class, String.class);

  @ArchTest
  static final ArchRule jars_guardNothingByThemselves =
      noClasses().should().beAnnotatedWith(WebFilter.class);

  @ArchTest
  static final ArchRule mechanisms_ofJakartaSecurity_areNotBrought =
      noClasses().should().beAssignableTo(HttpAuthenticationMechanism.class);

  private static boolean isNullMarked(JavaPackage found) {
    return found.isAnnotatedWith(NullMarked.class);
  }
}
