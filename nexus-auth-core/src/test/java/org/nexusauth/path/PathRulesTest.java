package org.nexusauth.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P01 to P09 as values, and what a rule meets. */
final class PathRulesTest {
  private static final PathRules RULES =
      PathRules.parse(
          "/public/*, /health", "/api/*=read, POST /api/*=read+write, GET /audit=audit");

  @ParameterizedTest
  @ValueSource(strings = {"/public", "/public/", "/public/a", "/public/a/b.html", "/health"})
  void plainPath_isExcluded(String path) {
    assertThat(RULES.excludes(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/public/..;/api/x",
        "/public/../api/x",
        "/public/./..//api/x",
        "//public/x",
        "/public//x",
        "/public/.",
        "/public/%2e%2e/api",
        "/public\\..\\api",
        "/public;x=1/y",
        "/public/;x",
        "/public/\u0000",
        "/public/\n",
        "/publicity",
        "/Public/x",
        "/health/",
        "/health/x",
        "/",
        ""
      })
  void odd_orOtherPath_isNotExcluded(String path) {
    assertThat(RULES.excludes(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/api/x|read",
        "POST|/api/x|read write",
        "post|/api/x|read write",
        "PUT|/api|read",
        "GET|/apix|",
        "GET|/audit|audit",
        "HEAD|/audit|audit",
        "GET|/audit/|audit",
        "POST|/audit|",
        "GET|/elsewhere/..|read write audit",
        "GET|/a;b|read write audit"
      })
  void rules_thatMatchAll_hold(String method, String path, String permissions) {
    assertThat(RULES.requiredPermissions(method, path))
        .containsExactlyInAnyOrder(
            permissions == null ? new String[0] : permissions.split(" ", -1));
    assertThat(RULES.hasRuleFor(method, path)).isEqualTo(permissions != null);
    assertThat(RULES.hasRules()).isTrue();
    assertThat(PathRules.NONE.requiredPermissions(method, path)).isEmpty();
    assertThat(PathRules.NONE.hasRuleFor(method, path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "/a*b", "/a/*/b", "*", "/../a", "/a,,/b", "/a;b"})
  void wrong_exclusion_throws(String exclusions) {
    assertThatThrownBy(() -> PathRules.parse(exclusions, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "/a=", "/a=x+", "=x", "get /a=x", "GET a=x", "/a=+", "GET  =x"})
  void wrong_rule_throws(String rules) {
    assertThatThrownBy(() -> PathRules.parse("", rules))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void equalRules_areEqual() {
    assertThat(PathRules.parse("/a", "/b=c")).isEqualTo(PathRules.parse(" /a", "/b=c "));
    assertThat(PathRules.parse("", "")).isEqualTo(PathRules.NONE);
  }

  @Test
  void exclusionsAlone_areNoRules() {
    assertThat(PathRules.parse("/a", "").hasRules()).isFalse();
    assertThat(PathRules.parse("/a", "").hasRuleFor("GET", "/a/..")).isFalse();
  }
}
