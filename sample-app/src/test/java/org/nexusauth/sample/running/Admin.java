package org.nexusauth.sample.running;

import jakarta.json.Json;

/** An administrator of the demo organization, at one node. */
public record Admin(Client client) {

  public static final String REVOKE = "/api/admin/keys/revoke";

  public static Admin of(SampleProcess sample) {
    return at(sample.url(), sample.key("admin.key"));
  }

  /** The one with this key, at this node. */
  public static Admin at(String url, String key) {
    return new Admin(new Client(url).key(key));
  }

  public Reply revoke(String key, String reason) {
    return client.send("POST", REVOKE, body(key, reason));
  }

  public static String body(String key, String reason) {
    return Json.createObjectBuilder().add("key", key).add("reason", reason).build().toString();
  }
}
