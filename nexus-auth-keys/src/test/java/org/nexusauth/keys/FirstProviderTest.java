package org.nexusauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and signatures hold whatever JCA provider comes first; each has a JVM of its own. */
class FirstProviderTest {

  @ParameterizedTest
  @CsvSource({
    "org.bouncycastle.jce.provider.BouncyCastleProvider, bc-fips",
    "org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider, bcprov",
    "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider, bcprov"
  })
  void keys_ofEvery_kindSignAndVerify(String provider, String without) throws Exception {
    assumeThat(!provider.startsWith("com.amazon") || isLinuxOnX64()).isTrue();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String filtered = // The two of Bouncy Castle have classes of the same names.
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> !String.valueOf(Path.of(entry).getFileName()).startsWith(without))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                filtered,
                FirstProvider.class.getName(),
                provider)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("passed with ");
  }

  private static boolean isLinuxOnX64() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }
}
