package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What keys look like that other tools wrote: each is called what it is. */
class KeyFormsTest {

  @TempDir Path folder;

  static Stream<Arguments> encodings() {
    return Stream.of(
        argumentSet("Windows PowerShell", StandardCharsets.UTF_16LE, "\ufeff", "is in UTF-16"),
        argumentSet("big endian", StandardCharsets.UTF_16BE, "\ufeff", "is in UTF-16"),
        argumentSet("without a mark", StandardCharsets.UTF_16LE, "", "is in UTF-16"),
        argumentSet("UTF-8 with a mark", StandardCharsets.UTF_8, "\ufeff", "byte order mark"));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void key_inAnotherEncoding_isCalledSo(Charset charset, String mark, String words)
      throws Exception {
    Path file = folder.resolve("key.txt");
    Files.write(file, (mark + "eyJhbGciOiJSUzI1NiJ9.e30.c2ln\r\n").getBytes(charset));

    Shell explained = Shell.run("explain", "--file", file.toString());

    assertThat(explained.code()).isEqualTo(3);
    assertThat(explained.err()).contains(words).contains("FILE").doesNotContain("eyJ");
    assertThat(explained.out()).isEmpty();
  }

  @Test
  void signature_inDER_isCalledSoAndTheKeyIsNotBlamed() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    String input = base64("{\"alg\":\"ES256\"}".getBytes(StandardCharsets.US_ASCII)) + ".e30";
    Signature der = Signature.getInstance("SHA256withECDSA");
    der.initSign(pair.getPrivate());
    der.update(input.getBytes(StandardCharsets.US_ASCII));
    Path keys =
        Files.writeString(
            folder.resolve("key.pem"),
            "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder()
                    .encodeToString(((ECPublicKey) pair.getPublic()).getEncoded())
                + "\n-----END PUBLIC KEY-----\n");

    Shell explained =
        Shell.run(
            input + "." + base64(der.sign()),
            Map.of(),
            "explain",
            "--keys=" + keys,
            "--issuer=https://issuer.test");

    assertThat(explained.out()).contains("it is in DER").contains("SHA256withECDSAinP1363Format");
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
