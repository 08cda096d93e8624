package org.nexusauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;
import org.nexusauth.benchmarks.peer.KeyCheck;
import org.nexusauth.benchmarks.peer.Library;
import org.nexusauth.benchmarks.peer.Trust;

/** What is compared does the work: a library that let everything in would be the fastest. */
final class LibraryTest {
  static Stream<Arguments> checks() {
    return Stream.of("RS256", "HS256", "ES256", "EdDSA")
        .flatMap(
            algorithm ->
                Arrays.stream(Library.values())
                    .filter(library -> library.does(algorithm))
                    .map(library -> check(library, algorithm, "")));
  }

  static Stream<Arguments> correttoChecks() {
    Security.addProvider(AmazonCorrettoCryptoProvider.INSTANCE);
    return Stream.of("ES256", "EdDSA")
        .flatMap(
            algorithm ->
                Stream.of(Library.RAW, Library.NEXUS)
                    .map(
                        library ->
                            check(library, algorithm, AmazonCorrettoCryptoProvider.PROVIDER_NAME)));
  }

  static Stream<Arguments> claimChecks() {
    return checks().filter(check -> !check.get()[0].toString().startsWith("RAW"));
  }

  private static Arguments check(Library library, String algorithm, String provider) {
    return argumentSet(
        library + " " + algorithm + " " + provider,
        library,
        BenchmarkKeys.make(algorithm, provider, 1));
  }

  @ParameterizedTest
  @MethodSource({"checks", "correttoChecks"})
  void library_takesAGoodKey(Library library, BenchmarkKeys keys) throws Exception {
    String good = keys.texts().get(0);
    KeyCheck check = library.check(keys.trust());

    assertThat(check.check(good)).isNotNull();
    assertThat(check.of(good).call()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource({"checks", "correttoChecks"})
  void library_refusesAForgedKey(Library library, BenchmarkKeys keys) {
    KeyCheck check = library.check(keys.trust());

    assertThatThrownBy(() -> check.check(keys.forged())).isInstanceOf(Exception.class);
    assertThatThrownBy(() -> check.of(keys.forged()).call()).isInstanceOf(Exception.class);
  }

  @ParameterizedTest
  @MethodSource("claimChecks")
  void library_refusesAKeyForAnotherAudience(Library library, BenchmarkKeys keys) {
    Trust ours = keys.trust();
    Trust another = new Trust(ours.algorithm(), "", ours.jwks(), ours.issuer(), "another");

    assertThatThrownBy(() -> library.check(another).check(keys.texts().get(0)))
        .isInstanceOf(Exception.class);
  }
}
