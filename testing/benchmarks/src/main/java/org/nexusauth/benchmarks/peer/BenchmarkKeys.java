package org.nexusauth.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.testkit.TestKeys;

/**
 * Good keys that differ, and who trusts them.
 *
 * @param trust what verifies them
 * @param texts the keys; good for a day
 * @param forged one like them by a stranger
 */
public record BenchmarkKeys(Trust trust, List<String> texts, String forged) {
  private static final long DAY = 86_400;

  /** Copies the texts. */
  public BenchmarkKeys {
    texts = List.copyOf(texts);
  }

  /**
   * Makes keys.
   *
   * @param algorithm their {@code alg}
   * @param provider the JCA provider that verifies them; empty for the JDK's own choice
   * @param count how many
   */
  public static BenchmarkKeys make(String algorithm, String provider, int count) {
    TestKeys keys = TestKeys.create(SigningAlgorithm.of(algorithm));
    List<String> texts =
        IntStream.range(0, count).parallel().mapToObj(i -> goodForADay(keys)).toList();
    Trust trust = new Trust(algorithm, provider, keys.jwks(), keys.issuer(), keys.audience());
    return new BenchmarkKeys(trust, texts, keys.key().forged().text());
  }

  /** Some want a subject besides (pac4j), or groups (MicroProfile JWT). */
  private static String goodForADay(TestKeys keys) {
    long now = System.currentTimeMillis() / 1000;
    return keys.key()
        .claim("sub", "int_test")
        .claim("groups", List.of("read"))
        .claim("iat", now)
        .claim("exp", now + DAY)
        .text();
  }

  /**
   * Returns RS256 keys of a file that is made when it is missing or old: signing takes a
   * millisecond for each.
   *
   * @param count how many
   * @param folder where the file lies or is made
   */
  public static BenchmarkKeys kept(int count, Path folder) throws IOException {
    Path file = folder.resolve("keys-RS256-" + count + ".txt");
    if (!isFresh(file)) {
      Files.createDirectories(folder);
      Files.write(file, make("RS256", "", count).toLines().toList());
    }
    List<String> lines = Files.readAllLines(file);
    Trust trust = new Trust("RS256", "", lines.get(0), lines.get(1), lines.get(2));
    return new BenchmarkKeys(trust, lines.subList(4, lines.size()), lines.get(3));
  }

  private static boolean isFresh(Path file) throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).toMillis() > System.currentTimeMillis() - DAY * 1000 / 2;
  }

  private Stream<String> toLines() {
    return Stream.concat(
        Stream.of(trust.jwks(), trust.issuer(), trust.audience(), forged), texts.stream());
  }
}
