package org.nexusauth.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheHeadersTest {

  @ParameterizedTest
  @CsvSource({
    "'', api-key",
    "Accept, 'Accept, api-key'",
    "'Accept,Origin', 'Accept, Origin, api-key'",
    "'Accept|Origin, Cookie', 'Accept, Origin, Cookie, api-key'",
    "API-Key, API-Key",
    "'Accept, Api-Key', 'Accept, Api-Key'",
    "'x-api-key, api-key-2', 'x-api-key, api-key-2, api-key'",
    "'Accept, accept|api-key|ORIGIN, Origin', 'Accept, api-key, ORIGIN'",
    "*, *",
    "' * ', *",
    "'Accept|*', *",
    "'Accept, *', *",
    "', ,', api-key"
  })
  void vary_namesAllThatWasNamedAndTheKey(String values, String expected) {
    List<String> lines = Stream.of(values.split("\\|", -1)).toList();

    assertThat(CacheHeaders.mergeVary(values.isEmpty() ? List.of() : lines, "api-key"))
        .isEqualTo(expected);
  }
}
