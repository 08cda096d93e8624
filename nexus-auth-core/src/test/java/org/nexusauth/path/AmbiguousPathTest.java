package org.nexusauth.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that two readers could understand in two ways. */
class AmbiguousPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/../b", "/..", "/a/..", "/..a", "/a..b", "/a/./b", "/./a", "/.", "/a/.", "//", "//a",
        "/a//b", "/a//", "/a;b", "/a;", "/;/a", "/a/.;/b", "/a\\b", "\\a", "/a%2fb", "/%", "/a%2e",
        "/a\0", "/a\n", "/a\r", "/a\tb", "/a\u007f", "/a\u0085", "*", "a", "a/b", "http://h/a", "."
      })
  void is_odd(String path) {
    assertThat(AmbiguousPath.isAmbiguous(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "/a/",
        "/a/b",
        "/.well-known/security.txt",
        "/a/.b",
        "/a.b",
        "/a.",
        "/a./b",
        "/a b",
        "/a+b",
        "/a=b",
        "/a,b",
        "/a:b",
        "/a@b",
        "/~a",
        "/\u00e9",
        "/\u2028",
        "/a*",
        "/a?b"
      })
  void is_plain(String path) {
    assertThat(AmbiguousPath.isAmbiguous(path)).isFalse();
  }

  @Test
  void path_withALeadingDotInAName_canBeExcluded() {
    PathRules rules = PathRules.parse("/.well-known/*", "");

    assertThat(rules.excludes("/.well-known/security.txt")).isTrue();
    assertThat(rules.excludes("/.well-known/./security.txt")).isFalse();
    assertThat(rules.excludes("/.well-known/.")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "api/x", "http://evil/public"})
  void path_thatIsNone_mustMeetEveryRule(String path) {
    PathRules rules = PathRules.parse("/*", "GET /api/*=read,POST /b=write");

    assertThat(rules.requiredPermissions("OPTIONS", path)).containsExactly("read", "write");
    assertThat(rules.hasRuleFor("OPTIONS", path)).isTrue();
    assertThat(rules.excludes(path)).isFalse();
  }
}
