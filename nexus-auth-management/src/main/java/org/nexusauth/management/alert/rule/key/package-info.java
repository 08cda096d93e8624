/** Rules about keys that have ended or will end, about limits, and about who uses a key. */
@NullMarked
package org.nexusauth.management.alert.rule.key;

import org.jspecify.annotations.NullMarked;
