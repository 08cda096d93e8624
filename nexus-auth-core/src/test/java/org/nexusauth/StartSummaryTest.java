package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start line says what is open and what is not checked. */
final class StartSummaryTest {

  @BeforeEach
  void forget() {
    LogRecorder.forget();
  }

  private static String line(String guarded, String... settings) {
    Gates.builder(settings).build().logStart(guarded);
    return LogRecorder.messages("NEXUS-1001").get(0);
  }

  @Test
  void startLine_namesExclusionsRulesAudiencesAndLimits() {
    assertThat(
            line(
                "/api/*, /v2/*",
                "paths.exclude",
                "/api/health,/api/public/*",
                "paths.permissions",
                "POST /api/*=write+read,/api/*=read",
                "verify.audiences",
                "a,b",
                "verify.types",
                "JWT",
                "verify.max.lifetime",
                "P1D",
                "cors.preflight",
                "pass",
                "failures.per.minute",
                "60"))
        .contains("INFO")
        .contains(
            "api-key guards /api/*, /v2/* \u00b7 open without a key /api/health, /api/public/* \u00b7"
                + " permissions POST /api/*=read+write, /api/*=read \u00b7 preflight requests pass"
                + " without a key \u00b7 any issuer \u00b7 audience a, b \u00b7 type JWT \u00b7"
                + " lifetime at most PT24H \u00b7 1 key (HS256 \"hs256\") \u00b7 skew 60 s \u00b7 revocation"
                + " none: keys cannot be revoked before they expire \u00b7 at most 60 failures per"
                + " minute and address");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/*, /api/*",
    "/api/v1/*, /api/*",
    "/api/x, /api/*",
    "/api, /api/*",
    "'/a/*, /b/*', '/b/*,/a/*'",
    "/*, /*",
    "*.do, /*",
    "/, /*",
    "servlet \"x\", /*",
    "all JAX-RS resources, /*"
  })
  void startLine_ofAGateThatGuardsNothing_isAWarning(String guarded, String excluded) {
    assertThat(line(guarded, "paths.exclude", excluded))
        .contains("WARNING")
        .contains("api-key guards nothing: all of " + guarded + " is excluded by nexus.auth.paths");
  }

  @ParameterizedTest
  @CsvSource({
    "/*, /api/*",
    "/api/*, /api",
    "/api/*, /api/v1/*",
    "/apis/*, /api/*",
    "'/a/*, /b/*', /a/*",
    "*.do, /api/*",
    "/, /api/*",
    "all JAX-RS resources, /api/*",
    "annotated JAX-RS resources, /*"
  })
  void startLine_ofAGateThatGuardsSomething_saysWhatIsOpen(String guarded, String excluded) {
    assertThat(line(guarded, "paths.exclude", excluded))
        .contains("INFO")
        .contains("api-key guards " + guarded + " \u00b7 open without a key " + excluded);
  }

  @Test
  void startLine_namesTheSchemeBeforeTheKey() {
    assertThat(line("/*", "token.header", "Authorization"))
        .contains("Authorization: Bearer guards");
  }
}
