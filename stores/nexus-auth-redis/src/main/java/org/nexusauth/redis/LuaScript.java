package org.nexusauth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Scripts that run inside Redis, each as one atomic step. */
enum LuaScript {
  CHANGE("change.lua"),
  INIT("init.lua"),
  DELETE_EXPIRED("delete_expired.lua"),
  LIMIT_TAKE("limit_take.lua"),
  LIMIT_GIVE_BACK("limit_give_back.lua"),
  LIMIT_ANNOUNCE("limit_announce.lua");

  private final String text;

  LuaScript(String file) {
    try (InputStream stream = LuaScript.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing from this jar");
      }
      this.text = new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return text;
  }
}
