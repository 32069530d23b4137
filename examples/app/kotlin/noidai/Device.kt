package noidai

import java.io.File
import java.security.SecureRandom
import java.time.Instant
import java.time.temporal.ChronoUnit

/** A device with its folder of journals. The library says which bytes; the app stores and sends them. */
class Device(val name: String, private val folder: File) {
    private val random = SecureRandom()

    init {
        folder.mkdirs()
    }

    /** Opens all journals of the folder. */
    private fun <T> opened(use: (Registry) -> T): T {
        val journals = folder.listFiles { file -> file.extension == "journal" }.orEmpty()
        // A device that has nothing yet begins with an empty journal.
        val files = journals.map { NoidaiFile(it.name, it.readBytes()) }.ifEmpty { listOf(NoidaiFile("new.journal", HEADER)) }
        return Registry.open(files).use(use)
    }

    fun ask(request: String) = opened { it.ask(request) }

    /** Records events, all or none. Nothing is recorded before it is stored. */
    fun record(events: List<String>, imported: Boolean = false) {
        val entries = events.joinToString(",") { event ->
            val salt = ByteArray(16).also(random::nextBytes).toHex()
            """{"event":$event,"salt":"$salt","imported":$imported}"""
        }
        // The core has no clock: the app's own is a fact like others.
        val instant = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(0)
        val answer = ask("""{"ask":"append","device":"$name","epoch":1,"instant":"${instant.inMilliseconds()}","entries":[$entries]}""")
        val own = File(folder, "$name.journal")
        if (!own.exists()) own.writeBytes(hex(answer, "header")!!)
        own.appendBytes(hex(answer, "bytes")!!)
    }

    /** What this device has, for another to see what it can give. */
    fun summary() = field(ask("""{"ask":"exchange"}"""), "summary")!!

    /** A piece of what another lacks; null where it lacks nothing. */
    fun piece(summary: String) = hex(ask("""{"ask":"exchange","summary":"$summary"}"""), "piece")

    /** Stores a piece that came: a journal of its own, beside the others. */
    fun receive(piece: ByteArray, number: Int) = File(folder, "received-$number.journal").writeBytes(piece)

    private fun Instant.inMilliseconds() = toString().let { if ('.' in it) it else it.replace("Z", ".000Z") }

    companion object {
        /** What every journal begins with. */
        private val HEADER = "4e444a524e4c000141802d70".fromHex()
    }
}

/** Gives each device what it lacks of the other, as two phones in one room would. Says how many pieces went. */
fun sync(one: Device, other: Device): Int {
    var pieces = 0
    for ((from, to) in listOf(one to other, other to one)) {
        while (true) {
            to.receive(from.piece(to.summary()) ?: break, ++pieces)
        }
    }
    return pieces
}

// The answers are JSON: an app reads them with the reader that it has anyway. Here a few fields
// of digits are looked for, so that the example needs nothing but Kotlin.
private fun field(answer: String, name: String) = Regex("\"$name\":\"([0-9a-f]*)\"").find(answer)?.groupValues?.get(1)
private fun hex(answer: String, name: String) = field(answer, name)?.fromHex()
private fun String.fromHex() = chunked(2).map { it.toInt(16).toByte() }.toByteArray()
private fun ByteArray.toHex() = joinToString("") { "%02x".format(it) }
