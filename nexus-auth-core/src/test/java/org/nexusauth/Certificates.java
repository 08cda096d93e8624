package org.nexusauth;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/**
 * A self-signed certificate of a host, put together by hand (RFC 5280): the JDK reads certificates
 * but makes none.
 */
public final class Certificates {
  private final KeyPair pair;
  private final byte[] der;

  private Certificates(KeyPair pair, byte[] der) {
    this.pair = pair;
    this.der = der;
  }

  /** Makes a pair of type RSA or EC and a certificate, good from 2020 to 2049. */
  public static Certificates selfSigned(String type, String host) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
      generator.initialize(type.equals("RSA") ? 2048 : 256);
      KeyPair pair = generator.generateKeyPair();
      byte[] algorithm =
          type.equals("RSA")
              ? sequence(oid(42, 134, 72, 134, 247, 13, 1, 1, 11), tagged(5))
              : sequence(oid(42, 134, 72, 206, 61, 4, 3, 2));
      byte[] toBeSigned = toBeSigned(pair, host, algorithm);
      Signature signature =
          Signature.getInstance(type.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(toBeSigned);
      return new Certificates(pair, sequence(toBeSigned, algorithm, bits(signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] toBeSigned(KeyPair pair, String host, byte[] algorithm) {
    byte[] name = sequence(tagged(0x31, sequence(oid(85, 4, 3), text(0x0c, host))));
    byte[] validity = sequence(text(0x17, "200101000000Z"), text(0x17, "491231235959Z"));
    byte[] hostNames = sequence(text(0x82, host), tagged(0x87, new byte[] {127, 0, 0, 1}));
    byte[] extension = sequence(oid(85, 29, 17), tagged(4, hostNames));
    return sequence(
        tagged(0xa0, tagged(2, new byte[] {2})),
        tagged(2, BigInteger.TEN.toByteArray()),
        algorithm,
        name,
        validity,
        name,
        pair.getPublic().getEncoded(),
        tagged(0xa3, sequence(extension)));
  }

  public KeyPair pair() {
    return pair;
  }

  public byte[] der() {
    return der;
  }

  public String pem() {
    return Signer.pem("CERTIFICATE", der);
  }

  private static byte[] sequence(byte[]... parts) {
    return tagged(0x30, parts);
  }

  private static byte[] text(int tag, String value) {
    return tagged(tag, value.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bits(byte[] value) {
    return tagged(3, new byte[] {0}, value);
  }

  private static byte[] oid(int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return tagged(6, value);
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length > 255) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length > 127) {
      out.write(0x81);
    }
    out.write(length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
