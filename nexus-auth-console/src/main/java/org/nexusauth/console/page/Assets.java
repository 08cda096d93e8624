package org.nexusauth.console.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.console.http.HttpExchange;

/**
 * The style sheets and scripts of the pages. The address of each holds a hash of its content, so
 * browsers keep it for a year. Immutable.
 */
public final class Assets {
  /** The path below the console's under which they are. */
  public static final String FOLDER = "assets";

  private static final int HASH_DIGITS = 16;
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");
  private static final List<String> NAMES =
      List.of(
          "pico.min.css",
          "console.css",
          "htmx.min.js",
          "console.js",
          "uPlot.min.css",
          "uPlot.iife.min.js",
          "usage.js",
          "icon.svg");

  /** By the last segment of their address. */
  private final Map<String, Asset> byAddress = new LinkedHashMap<>();

  /** The last segment of the address by name. */
  private final Map<String, String> addresses = new LinkedHashMap<>();

  private static final class Asset {
    private final String mediaType;
    private final byte[] content;
    private final byte[] compressed;

    private Asset(String mediaType, byte[] content) {
      this.mediaType = mediaType;
      this.content = content;
      this.compressed = Compression.gzip(content);
    }
  }

  private Assets() {}

  /** Loads all of them from the class path. */
  public static Assets load() {
    Assets assets = new Assets();
    NAMES.forEach(assets::add);
    return assets;
  }

  private void add(String name) {
    byte[] content = readResource(name);
    int dot = name.lastIndexOf('.');
    String ending = name.substring(dot + 1);
    String address = name.substring(0, dot) + '.' + hash(content) + '.' + ending;
    addresses.put(name, address);
    byAddress.put(address, new Asset(String.valueOf(MEDIA_TYPES.get(ending)), content));
  }

  /**
   * Returns the path of an asset below the console's.
   *
   * @throws IllegalArgumentException if there is none with this name
   */
  String pathOf(String name) {
    String address = addresses.get(name);
    if (address == null) {
      throw new IllegalArgumentException("there is no asset " + name);
    }
    return FOLDER + '/' + address;
  }

  /**
   * Answers a request for an asset.
   *
   * @param path the decoded segments below the console's path
   * @return false when it is none
   */
  public boolean answer(HttpExchange exchange, List<String> path) throws IOException {
    if (path.size() != 2 || !path.get(0).equals(FOLDER)) {
      return false;
    }
    Asset asset = byAddress.get(path.get(1));
    String method = exchange.request().getMethod();
    if (asset == null || !(method.equals("GET") || method.equals("HEAD"))) {
      return false;
    }
    HttpServletResponse response = exchange.response();
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setHeader("Vary", "Accept-Encoding");
    exchange.writer().setDocumentPolicy();
    byte[] body = asset.content;
    if (Compression.isAccepted(exchange.request())) {
      response.setHeader("Content-Encoding", "gzip");
      body = asset.compressed;
    }
    exchange.writer().writeBody(asset.mediaType, body);
    return true;
  }

  private static byte[] readResource(String name) {
    try (InputStream file = Assets.class.getResourceAsStream("assets/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the console's jar has no file assets/" + name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
