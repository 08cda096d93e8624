package org.nexusauth.management.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RandomIdsTest {
  @Test
  void ids_areDistinctAndNoOptionsOfACommand() {
    RandomIds ids = new RandomIds();
    Set<String> all = Stream.generate(() -> ids.newId("")).limit(5_000).collect(Collectors.toSet());

    assertThat(all).hasSize(5_000).allMatch(id -> id.matches("[A-Za-z0-9_][A-Za-z0-9_-]+"));
  }
}
