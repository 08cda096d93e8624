package org.nexusauth.jwk.internal.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.KeyMaker;
import org.nexusauth.LogRecorder;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerificationResult;
import org.nexusauth.verify.Verifiers;

/** Keys from the class path and from files. */
class KeyLocationTest {
  private static final Signer OLD = Signer.of("ES256");
  private static final Signer NEW = Signer.of("EdDSA");
  private static final ClassLoader HERE = KeyLocationTest.class.getClassLoader();

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private ApiKeyVerifier verifier(String location, String... namesAndValues) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("verify.keys.location", location);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Verifiers.of(new TestClock(), properties);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "file:%s", "file://%s"})
  void file_byEachFormOfItsPath_isRead(String form) throws IOException {
    Path file = write("keys.jwks", Signer.jwks(OLD));
    try (ApiKeyVerifier verifier = verifier(form.formatted(file))) {
      Verifiers.verified(verifier, KeyMaker.of(OLD).text());
    }
  }

  @Test
  void file_withPemAndWithBlanksInItsName_isRead() throws IOException {
    Path file = write("my keys.pem", OLD.pem());
    try (ApiKeyVerifier plain = verifier(file.toString());
        ApiKeyVerifier uri = verifier(file.toUri().toString())) {
      Verifiers.verified(plain, KeyMaker.of(OLD).withoutHeader("kid").text());
      Verifiers.verified(uri, KeyMaker.of(OLD).withoutHeader("kid").text());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"classpath:/org/keys.jwks", "classpath:org/keys.jwks"})
  void classPathEntry_isReadByTheGivenLoader(String location) throws Exception {
    Files.createDirectory(folder.resolve("org"));
    write("org/keys.jwks", Signer.jwks(OLD));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      KeyLocation place = KeyLocation.of(location, loader);

      assertThat(place.read()).isEqualTo(Signer.jwks(OLD));
      assertThat(place.canChange()).isFalse();
    }
  }

  @Test
  void classPathEntry_thatIsNotThere_stopsTheStart() {
    assertThatThrownBy(() -> verifier("classpath:/none.jwks"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.keys.location=classpath:/none.jwks (a test): there is no"
                + " such entry on the class path; in a WAR it belongs into WEB-INF/classes");
  }

  @Test
  void file_thatIsNotThereOrAFolder_stopsTheStart() {
    assertThatThrownBy(() -> verifier(folder + "/none.jwks"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("(a test): there is no readable file " + folder + "/none.jwks");
    assertThatThrownBy(() -> verifier(folder.toString()))
        .hasMessageEndingWith("there is no readable file " + folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://x.example/keys | expected classpath:, file:, https: or a path",
        "ftp://x.example/keys | expected classpath:, file:, https: or a path",
        "jar:file:/x.jar!/keys | expected classpath:, file:, https: or a path",
        "data:application/json,x | expected classpath:, file:, https: or a path",
        "HTTPS://x.example/keys | expected classpath:, file:, https: or a path",
        "file://host/keys | is no path of a file",
        "file:/a?b=%zz | is no path of a file",
        "https: | is no URL: expected https://host/path",
        "https:/x | expected https://host/path, without a user's name",
        "https:///x | expected https://host/path, without a user's name",
        "https://a b/ | is no URL: expected https://host/path",
        "https://x.example:port/ | expected https://host/path, without a user's name"
      })
  void location_ofAnotherForm_stopsTheStart(String location, String problem) {
    assertThatThrownBy(() -> verifier(location))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.keys.location=" + location + " (a test): " + problem);
  }

  @Test
  void location_withAUser_stopsTheStartAndIsNotShown() {
    assertThatThrownBy(() -> verifier("https://me:hunter2@x.example/keys"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("without a user's name")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS512"})
  void location_thatHoldsTheSecretItself_stopsTheStartAndIsNotShown(String algorithm) {
    Signer signer = Signer.of(algorithm);
    String secret = (String) signer.jwk().get("k");

    assertThatThrownBy(() -> verifier(Signer.jwks(signer)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.keys.location (a test): holds keys, not the place of"
                + " keys: give them as nexus.auth.verify.keys")
        .hasMessageNotContaining(secret.substring(0, 8));
  }

  @Test
  void location_thatHoldsPem_stopsTheStart() {
    assertThatThrownBy(() -> verifier(OLD.pem()))
        .hasMessageContaining("holds keys, not the place of keys");
  }

  @Test
  void keys_ofAFileThatAreBad_stopTheStart() throws IOException {
    Path file = write("keys.jwks", "{\"keys\":[]}");

    assertThatThrownBy(() -> verifier(file.toString()))
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.keys.location=" + file + " (a test): holds no key");
  }

  @Test
  void keyId_withALineBreak_staysOnOneLineOfTheRefusal() throws IOException {
    String key = Signer.jwks(Signer.ofPair("ES256", "a\nb", OLD.pair()));
    Path file =
        write("keys.jwks", key.replace("]}", "," + key.substring(9, key.length() - 2) + "]}"));

    assertThatThrownBy(() -> verifier(file.toString()))
        .hasMessageEndingWith("holds two keys with the id \"a\\u000ab\"");
  }

  @Test
  void file_ofAMegabyteAndOneByte_isTooLarge() throws Exception {
    KeyLocation at = KeyLocation.of(write("a", " ".repeat(1 << 20)).toString(), HERE);
    KeyLocation above = KeyLocation.of(write("b", " ".repeat((1 << 20) + 1)).toString(), HERE);

    assertThat(at.read()).hasSize(1 << 20);
    assertThatThrownBy(above::read).hasMessage("it is larger than 1048576 bytes");
  }

  @Test
  void file_thatIsNoUtf8_isRefused() throws Exception {
    Path file = Files.write(folder.resolve("keys"), new byte[] {'{', (byte) 0xc3, '}'});

    assertThatThrownBy(() -> KeyLocation.of(file.toString(), HERE).read())
        .hasMessage("it is not UTF-8");
  }

  @Test
  void file_thatChanges_isReadAgainAndTheRetiredKeysCachedTextRefused() throws IOException {
    Path file = write("keys.jwks", Signer.jwks(OLD));
    String old = KeyMaker.of(OLD).text();
    try (ApiKeyVerifier verifier = verifier(file.toString(), "verify.keys.refresh", "1")) {
      Verifiers.verified(verifier, old);

      replace(file, Signer.jwks(NEW));
      await().until(() -> isRefused(verifier, old));

      Verifiers.verified(verifier, KeyMaker.of(NEW).text());
      assertThat(Verifiers.denied(verifier, old).reason()).isEqualTo(Reason.KEY_INVALID);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"keys\":[]}", "-----BEGIN PUBLIC KEY-----\nMII", "no keys"})
  void F09File_thatIsSpoilt_keepsTheLastGoodSet(String spoilt) throws IOException {
    Path file = write("keys.jwks", Signer.jwks(OLD));
    try (ApiKeyVerifier verifier = verifier(file.toString())) {
      Files.write(file, spoilt.getBytes(UTF_8));
      refetch(verifier);
      Verifiers.verified(verifier, KeyMaker.of(OLD).text());

      Files.delete(file);
      Verifiers.verified(verifier, KeyMaker.of(OLD).claim("jti", "2").text());
    }
  }

  /** An unknown key id makes it read the file again, in the background. */
  private static void refetch(ApiKeyVerifier verifier) {
    LogRecorder.forget();
    Verifiers.assertInvalid(verifier, KeyMaker.of(NEW).text());
    await().until(() -> !LogRecorder.messages("NEXUS-1040").isEmpty());
  }

  private static boolean isRefused(ApiKeyVerifier verifier, String text) {
    return verifier.verify(List.of(text)) instanceof VerificationResult.KeyDenied;
  }

  private void replace(Path file, String text) throws IOException {
    Files.move(write("next", text), file, StandardCopyOption.ATOMIC_MOVE);
  }

  @ParameterizedTest
  @CsvSource({
    "fffe7b00, iconv -f UTF-16",
    "feff007b, iconv -f UTF-16",
    "7b000a00, iconv -f UTF-16",
    "3082012230, -inform DER",
    "feedfeed00000002, keytool -exportcert"
  })
  void text_ofAnotherForm_namesTheCommandThatConvertsIt(String bytes, String command) {
    assertThatThrownBy(
            () -> KeyLocation.readText(new ByteArrayInputStream(HexFormat.of().parseHex(bytes))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
  void privateKey_inDer_namesTheCommandForItsPublicKey(String algorithm) throws Exception {
    Path file = folder.resolve("key.der");
    Files.write(file, Signer.of(algorithm).pair().getPrivate().getEncoded());

    assertThatThrownBy(() -> verifier(file.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith(
            "it is a private key in DER; give the public key alone:"
                + " openssl pkey -inform DER -in FILE -pubout > NEW");
  }
}
