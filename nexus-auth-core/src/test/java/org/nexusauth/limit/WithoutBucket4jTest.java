package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;

/** While no limit is set, Bucket4j is not even looked for. */
class WithoutBucket4jTest {

  /** Runs behind a class loader of its own; takes the limit and returns what a forgery gets. */
  public static final class Probe implements UnaryOperator<String> {
    @Override
    public String apply(String limit) {
      Signer signer = Signer.of("HS256");
      Map<String, String> settings =
          Map.of(
              "nexus.auth.verify.keys",
              Signer.jwks(signer),
              "nexus.auth.failures.per.minute",
              limit);
      String forged = KeyMaker.of(Signer.stranger("HS256")).text();
      GateRequest request =
          new GateRequest(List.of(forged), "GET", "/", "127.0.0.1", "request-1", null);
      try (ApiKeyGate gate = ApiKeyGate.builder(settings).build()) {
        return ((Decision.Denied) gate.decide(request, Requirement.NONE)).reason().code();
      }
    }
  }

  @SuppressWarnings("unchecked") // The other loader's Probe is a JDK's UnaryOperator as well.
  private static String answer(String limit) throws Exception {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("bucket4j"))
            .map(WithoutBucket4jTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Object probe = loader.loadClass(Probe.class.getName()).getDeclaredConstructor().newInstance();
      return ((UnaryOperator<String>) probe).apply(limit);
    }
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void gate_withoutALimit_worksWithoutBucket4j() throws Exception {
    assertThat(answer("0")).isEqualTo("key_invalid");
  }

  /** So the test above looked at a class path that really lacks it. */
  @Test
  void gate_withALimit_needsBucket4j() {
    assertThatThrownBy(() -> answer("1")).isInstanceOf(NoClassDefFoundError.class);
  }
}
