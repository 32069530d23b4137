// A visit at a door without signal: the office's journal came the evening before, the visit is
// recorded on the phone, the household is explained there and then, and later both meet.
import java.io.File
import noidai.*

const val DAY = "2025-08-15"
const val EXPLAIN = """{"ask":"explain","rule":"ministry-household","subject":"h1","question":{"day":"$DAY"}}"""

fun main(arguments: Array<String>) {
    val stores = File(arguments[0])
    val office = Device("office", File(stores, "office"))
    val phone = Device("phone-1", File(stores, "phone-1"))

    office.record(File(arguments[1]).readLines().filter(String::isNotBlank), imported = true)
    println("Văn phòng gửi cho điện thoại: ${sync(office, phone)} gói")
    println("Trước khi đến nhà: ${verdict(phone.ask(EXPLAIN))}")

    // No signal from here on.
    fun event(kind: String, about: String, data: String, day: String? = DAY): String {
        val on = if (day == null) "" else """"on":"$day","""
        return """{"v":1,"kind":"$kind",$on"about":[$about],"data":{$data}}"""
    }
    val activity = """{"noun":"activity","id":"visit-1"}"""
    val bé = """{"noun":"person","id":"p1"}"""
    val skills = listOf("online-shopping", "online-payment")
    phone.record(
        listOf(
            event("activity-recorded", """$activity,{"noun":"team","id":"t1"}""", """"kind":"home-visit","part":"daytime""""),
            event("activity-attended", """$activity,{"noun":"person","id":"m1"}""", "", null),
            event("household-visited", """$activity,{"noun":"household","id":"h1"}""", """"outcome":"met"""", null),
        ) + skills.flatMap { skill ->
            val found = """"catalogue":"basic-skills","skill":"$skill""""
            listOf(
                event("skill-assessed", bé, """$found,"level":"fluent","how":"observed""""),
                event("assessed-in-activity", "$activity,$bé", found, null),
            )
        },
    )
    println("Sau khi đến nhà: ${verdict(phone.ask(EXPLAIN))}")

    try {
        phone.record(listOf(event("household-closed", """{"noun":"household","id":"h1"}""", "", day = "2025-02-30")))
    } catch (refused: NoidaiException) {
        println("Không ghi: ${refused.vietnamese} (${refused.name})")
    }

    println("Gặp lại văn phòng: ${sync(office, phone)} gói")
    check(office.ask(EXPLAIN) == phone.ask(EXPLAIN)) { "the two say different things" }
    check(office.summary() == phone.summary()) { "the two have different records" }
    println("Văn phòng: ${verdict(office.ask(EXPLAIN))}")
}

/** Verdict and cost of the smallest change of an explanation. */
fun verdict(explanation: String): String {
    fun word(name: String) = Regex("\"$name\":\"?([a-z_0-9-]+)").find(explanation)?.groupValues?.get(1)
    return listOfNotNull(word("verdict"), word("cost")?.let { "còn $it bậc" }).joinToString(", ")
}
