"""Takes jobs from the queue."""
import os

import pika

connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
channel = connection.channel()
channel.queue_declare("jobs", durable=True)
channel.basic_consume("jobs", lambda channel, method, properties, body: print(body, flush=True), auto_ack=True)
channel.start_consuming()
