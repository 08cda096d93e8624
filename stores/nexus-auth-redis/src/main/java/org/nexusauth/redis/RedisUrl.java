package org.nexusauth.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis is and who asks.
 *
 * @param tls whether connections are encrypted
 * @param addresses of Redis, or of sentinels; tried in turn
 * @param sentinel the name by which sentinels know the primary, or null without them
 * @param database which one of the server's
 * @param user null for the default one
 * @param password null for none
 */
record RedisUrl(
    boolean tls,
    List<HostAndPort> addresses,
    @Nullable String sentinel,
    int database,
    @Nullable String user,
    @Nullable String password) {

  /** TLS, sentinels, addresses, database, name. */
  private static final Pattern FORM =
      Pattern.compile("redis(s)?(-sentinel)?://([^/?#@\\s]+)(|/[0-9]*)(|#[^\\s]+)");

  private static final String EXAMPLE =
      ", for example redis://redis.example.com:6379, rediss://redis.example.com:6380 or"
          + " redis-sentinel://one.example.com:26379,two.example.com:26379#mymaster";

  /** Holds the password; shows nothing of it. */
  @Override
  public String toString() {
    return "RedisUrl" + addresses;
  }

  static RedisUrl of(StoreSettings settings) {
    String user = settings.find(RedisRevocationStoreProvider.USER).orElse(null);
    String password = settings.find(RedisRevocationStoreProvider.PASSWORD).orElse(null);
    if (user != null && password == null) {
      throw new StoreSettingException(
          RedisRevocationStoreProvider.USER,
          "a user needs " + RedisRevocationStoreProvider.PASSWORD);
    }
    String text = settings.find(RedisRevocationStoreProvider.URL).orElse("");
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw wrong(
          text.indexOf('@') >= 0
              ? "the URL is no place for a password: set " + RedisRevocationStoreProvider.PASSWORD
              : "this is no URL of a Redis");
    }
    boolean sentinel = parts.group(2) != null;
    if (sentinel == parts.group(5).isEmpty()) {
      throw wrong("sentinels, and they alone, need the primary's name at the end");
    }
    return new RedisUrl(
        parts.group(1) != null,
        addresses(parts.group(3), sentinel ? 26_379 : 6_379),
        sentinel ? parts.group(5).substring(1) : null,
        database(parts.group(4)),
        user,
        password);
  }

  private static List<HostAndPort> addresses(String text, int port) {
    List<HostAndPort> found = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      found.add(address(one, port));
    }
    return List.copyOf(found);
  }

  private static HostAndPort address(String text, int otherwise) {
    int colon = text.lastIndexOf(':');
    boolean named = colon > text.lastIndexOf(']');
    String host = named ? text.substring(0, colon) : text;
    String port = named ? text.substring(colon + 1) : String.valueOf(otherwise);
    if (host.isEmpty() || !port.matches("[1-9][0-9]{0,4}")) {
      throw wrong("a host of the URL is not of the form name or name:port");
    }
    return new HostAndPort(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(port));
  }

  private static int database(String path) {
    if (path.length() > 6) {
      throw wrong("there is no database of this number");
    }
    return path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
  }

  private static StoreSettingException wrong(String problem) {
    return new StoreSettingException(RedisRevocationStoreProvider.URL, problem + EXAMPLE);
  }
}
