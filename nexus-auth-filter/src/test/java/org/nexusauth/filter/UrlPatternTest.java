package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which handshakes a filter is mapped to, and in which order filters are declared. */
class UrlPatternTest {

  @ParameterizedTest
  @CsvSource({
    "/*,/ws/x,true",
    "/*,'',true",
    "/,/ws/x,true",
    "/ws/*,/ws,true",
    "/ws/*,/ws/,true",
    "/ws/*,/ws/x/y,true",
    "/ws/*,/wsx,false",
    "/ws/*,/WS/x,false",
    "/ws/x,/ws/x,true",
    "/ws/x,/ws/x/,false",
    "*.ws,/a/b.ws,true",
    "*.ws,/a/bws,false",
    "'',/,true",
    "'',/x,false"
  })
  void pattern_matchesAsTheServletSpecificationSays(String pattern, String path, boolean expected) {
    assertThat(UrlPattern.matches(pattern, path)).isEqualTo(expected);
  }

  @Test
  void filter_isBeforeAnotherWhenEachOfItsMappingsIs() {
    DeclaredFilters declared = new DeclaredFilters(List.of("cors", "ours", "jetty", "ours-too"));

    assertThat(declared.isBefore("ours", "jetty")).isTrue();
    assertThat(declared.isBefore("ours-too", "jetty")).isFalse();
    assertThat(declared.isBefore("added in code", "jetty")).isFalse();
    assertThat(declared.isBefore("ours", "not declared")).isTrue();
    assertThat(new DeclaredFilters(List.of("ours", "jetty", "ours")).isBefore("ours", "jetty"))
        .isFalse();
  }
}
