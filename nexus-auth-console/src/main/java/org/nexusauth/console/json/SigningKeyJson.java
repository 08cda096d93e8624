package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.nexusauth.management.signing.SigningKeyView;

/** Signing keys, without anything of their private parts. Every member is always there. */
public final class SigningKeyJson {
  private SigningKeyJson() {}

  /** Returns a signing key. */
  public static ObjectNode render(SigningKeyView key) {
    ObjectNode json = ApiJson.object();
    json.put("issuer", key.issuer());
    json.put("keyId", key.keyId());
    json.put("algorithm", key.algorithm());
    json.put("state", ValueFormats.write(key.state()));
    DirectoryJson.putInstant(json, "createdAt", key.createdAt());
    json.put("createdBy", key.createdBy());
    DirectoryJson.putInstant(json, "changedAt", key.changedAt());
    json.put("unexpiredKeys", key.unexpiredKeys());
    DirectoryJson.putInstant(json, "signsFrom", key.signsFrom());
    json.put("version", key.version());
    return json;
  }
}
