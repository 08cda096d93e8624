package org.nexusauth.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestPathTest {
  private static final PathRules RULES = PathRules.parse("/public/*", "/admin/*=admin");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/public/a",
        "/public/a%20b",
        "/public/caf%C3%A9",
        "/public/%E2%80%A8",
        "/public/a.b",
        "/public/~a",
        "/public/a+b,c=d",
        "/public/%61",
        "/public/%C3%80"
      })
  void plainText_isJudgedByTheDecodedPath(String sent) {
    assertThat(RequestPath.resolve(sent, "", "/public/decoded")).isEqualTo("/public/decoded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/public/..;/admin",
        "/admin/..;/public/a",
        "/admin/%2e%2e/public/a",
        "/admin/.%2E/public/a",
        "/admin/%2e/public",
        "/public;/a",
        "/public/a;b=c",
        "/public%3ba",
        "/public//a",
        "/public/%2fa",
        "/public%2Fa",
        "/public%5Ca",
        "/public\\a",
        "/public/%25",
        "/public/%252e",
        "/public/%00",
        "/public/%0d%0a",
        "/public/%7f",
        "/public/%",
        "/public/%4",
        "/public/%zz",
        "/public/%%32%65"
      })
  void ambiguousText_matchesNoExclusionAndMustMeetEveryRule(String sent) {
    String path = RequestPath.resolve(sent, "", "/public/a");

    assertThat(RULES.excludes(path)).isFalse();
    assertThat(RULES.requiredPermissions("GET", path)).containsExactly("admin");
  }

  @ParameterizedTest
  @CsvSource({
    "/app/public/a,      /app,    /public/a",
    "/app/x//y,          /app,    /x//y",
    "/app;v=1/x,         /app,    /app;v=1/x",
    "/a%2fb/x,           /a%2fb,  /a%2fb/x",
    "/%61pp/x;y,         /app,    /%61pp/x;y",
  })
  void contextPath_comesOffWhereItLeavesAnOddPath(String sent, String context, String expected) {
    assertThat(RequestPath.resolve(sent, context, "/public/a")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"/app, /app", "/, ''"})
  void emptyPath_isTheRoot(String sent, String context) {
    assertThat(RequestPath.resolve(sent, context, "")).isEqualTo("/");
    assertThat(RequestPath.resolve(null, context, "")).isEqualTo("/");
  }

  @ParameterizedTest
  @CsvSource({
    "/app/a/b, /a,   /b,   /a/b",
    "/app/a,   /a,   ,     /a",
    "/app/b,   ,     /b,   /b",
    "/app/,    ,     ,     /",
    "/app/a;x, /a,   ,     /a;x",
  })
  void partsOfAServletContainer_areJudgedAsOne(
      String sent, String servletPath, String pathInfo, String expected) {
    assertThat(RequestPath.resolve(sent, "/app", servletPath, pathInfo)).isEqualTo(expected);
  }

  @Test
  void include_isJudgedByItsTarget() {
    Map<String, Object> attributes =
        Map.of(
            "jakarta.servlet.include.request_uri", "/app/public/a",
            "jakarta.servlet.include.servlet_path", "/public",
            "jakarta.servlet.include.path_info", "/a");

    assertThat(RequestPath.resolveInclude("/app", attributes::get)).contains("/public/a");
  }

  @Test
  void include_whoseTextReadsInTwoWaysIsJudgedByIt() {
    Map<String, Object> attributes =
        Map.of(
            "jakarta.servlet.include.request_uri", "/app/admin/..;/public/a",
            "jakarta.servlet.include.servlet_path", "/public/a");

    assertThat(RequestPath.resolveInclude("/app", attributes::get)).contains("/admin/..;/public/a");
  }

  @Test
  void include_ofANamedTargetHasNoPath() {
    assertThat(RequestPath.resolveInclude("/app", name -> null)).isEmpty();
  }
}
