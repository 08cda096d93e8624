package org.nexusauth.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of a path, and the form of a rule. */
class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "/a, /a, true",
    "/a, /a/, false",
    "/a, /a/b, false",
    "/a, /ab, false",
    "/a, /A, false",
    "/a/*, /a, true",
    "/a/*, /a/, true",
    "/a/*, /a/b, true",
    "/a/*, /a/b/c, true",
    "/a/*, /ab, false",
    "/a/*, /, false",
    "/*, /, true",
    "/*, /a, true",
    "/*, /a/b, true",
    "/, /, true",
    "/, /a, false",
    "/a/b, /a/b, true",
    "/a/b, /a/b/, false"
  })
  void matchesThePathItself_andBelowByWholeSegments(String pattern, String path, boolean expected) {
    assertThat(PathPattern.parse(pattern).matchesPath(path)).isEqualTo(expected);
  }

  @Test
  void matchesEverythingAlso_theEmptyPath() {
    assertThat(PathPattern.parse("/*").matchesPath("")).isTrue();
    assertThat(PathPattern.parse("/a/*").matchesPath("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "*", "a/*", "/a*", "/*/a", "/**", "/a/**", "*.html", "/a/../b", "/a;b", "//"
      })
  void parse_ofAnotherForm_saysWhatIsRight(String text) {
    assertThatThrownBy(() -> PathPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            '"' + text + "\" is no path: expected one such as /health, or /public/* for all below");
  }

  @Test
  void rule_hasAMethodAPathAndPermissions() {
    PermissionRule rule = PermissionRule.parse("POST /api/*=read + write+read");

    assertThat(rule)
        .isEqualTo(
            new PermissionRule("POST", PathPattern.parse("/api/*"), Set.of("read", "write")));
    assertThat(PermissionRule.parse("/a=b:c").method()).isNull();
    assertThat(PermissionRule.parse("/a=b=c").permissions()).containsExactly("c");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /a=r, GET, true", "GET /a=r, get, true", "GET /a=r, HEAD, true", "GET /a=r, head, true",
    "GET /a=r, POST, false", "HEAD /a=r, GET, false", "POST /a=r, post, true", "/a=r, ANY, true"
  })
  void rule_holdsForItsMethodAndGetForHead(String rule, String method, boolean expected) {
    assertThat(PermissionRule.parse(rule).matches(method, "/a")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "/a/"})
  void rule_isNotGotRoundByASlash(String path) {
    assertThat(PermissionRule.parse("/a=r").matches("GET", path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a", "/a=", "=r", "/a=r+", "/a=+r", "/a= ", "get /a=r", "G3T /a=r", "GET  =r"})
  void rule_ofAnotherForm_saysWhatIsRight(String text) {
    assertThatThrownBy(() -> PermissionRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void rules_areEqualByWhatTheySayAndShowIt() {
    PathRules one = PathRules.parse("/a", "GET /b=c");

    assertThat(one)
        .isEqualTo(PathRules.parse("/a", "GET /b=c"))
        .hasSameHashCodeAs(PathRules.parse("/a", "GET /b=c"))
        .doesNotHaveSameHashCodeAs(PathRules.parse("/a", "GET /b=d"))
        .isNotEqualTo(PathRules.parse("/a", "GET /b=d"))
        .isNotEqualTo(PathRules.parse("/x", "GET /b=c"));
    assertThat(one.toString()).contains("exclusions").contains("/b");
  }
}
